import django.db.models.deletion
import samspill.foundation.keys
import samspill.foundation.tables_at_once
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ("insight", "0001_visits"),
        ("insight", "0001_tables"),
        ("insight", "0002_frames"),
    ]

    dependencies = [
        ('foundation', '0001_tables'),
    ]

    operations = [
        samspill.foundation.tables_at_once.CreateTables(
            operations=[
                migrations.CreateModel(
                    name='Visits',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('week', models.DateField(help_text='Its Monday.')),
                        ('what', models.CharField(choices=[('page', 'a page by name'), ('activity', 'an activity'), ('need', 'a need'), ('organisation', 'an association'), ('frame', 'the calendar on a page of others')], max_length=12)),
                        ('key', models.CharField(help_text='The key of the row, or the name of the page.', max_length=36)),
                        ('number', models.PositiveIntegerField(default=0)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [models.Index(fields=['municipality', 'what', 'key', 'week'], name='visits_of_one')],
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('week'), models.F('what'), models.F('key'), name='visits_counted_once'), models.CheckConstraint(condition=models.Q(('what__in', ['page', 'activity', 'need', 'organisation', 'frame'])), name='visits_of_something')],
                    },
                ),
            ],
        ),
    ]
