"""Loans of several dates at once; and what holds less is not refused by the guard any more."""

from django.db import migrations, models

from samspill.venues.models.guards import hold_enough, let_go_of_enough


class Migration(migrations.Migration):

    dependencies = [
        ('venues', '0003_how_many_wishes'),
    ]

    operations = [
        migrations.RunPython(let_go_of_enough, hold_enough),
        migrations.AddField(
            model_name='loan',
            name='series',
            field=models.UUIDField(blank=True, help_text='The same for all that were asked for together.', null=True),
        ),
        migrations.AddIndex(
            model_name='loan',
            index=models.Index(fields=['municipality', 'series'], name='loan_of_series'),
        ),
        migrations.RunPython(hold_enough, let_go_of_enough),
    ]
