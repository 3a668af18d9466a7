import django.db.models.deletion
from django.db import migrations, models

from samspill.venues.models.guards import hold_enough, hold_enough_but_let_go_back, let_go_of_enough


class Migration(migrations.Migration):

    dependencies = [
        ('venues', '0001_all_tables'),
    ]

    operations = [
        migrations.RunPython(let_go_of_enough, hold_enough),
        migrations.AddField(
            model_name='loan',
            name='instead_of',
            field=models.ForeignKey(blank=True, help_text='What was promised before staff lent this in its place.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='venues.thing'),
        ),
        migrations.AddField(
            model_name='loan',
            name='short_told_at',
            field=models.DateTimeField(blank=True, help_text='When the house was told that this cannot be kept.', null=True),
        ),
        migrations.AddField(
            model_name='loan',
            name='short_told_left',
            field=models.PositiveIntegerField(blank=True, help_text='How many were left for it then.', null=True),
        ),
        migrations.RunPython(hold_enough_but_let_go_back, let_go_of_enough),
    ]
