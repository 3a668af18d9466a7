from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("activities", "0002_by_link_only")]

    operations = [
        migrations.AddField(
            model_name="waiting",
            name="picked_at",
            field=models.DateTimeField(
                blank=True, help_text="When the organiser gave her the place she has.", null=True
            ),
        ),
    ]
