from django.db import migrations, models


class Migration(migrations.Migration):
    """The calendar on pages of others is counted too."""

    dependencies = [("insight", "0001_visits")]

    operations = [
        migrations.AlterField(
            model_name="visits",
            name="what",
            field=models.CharField(
                choices=[
                    ("page", "a page by name"),
                    ("activity", "an activity"),
                    ("need", "a need"),
                    ("organisation", "an association"),
                    ("frame", "the calendar on a page of others"),
                ],
                max_length=12,
            ),
        ),
        migrations.RemoveConstraint(model_name="visits", name="visits_of_something"),
        migrations.AddConstraint(
            model_name="visits",
            constraint=models.CheckConstraint(
                condition=models.Q(what__in=["page", "activity", "need", "organisation", "frame"]),
                name="visits_of_something",
            ),
        ),
    ]
