import django.db.models.deletion
import samspill.foundation.keys
import samspill.foundation.tables_at_once
from django.db import migrations, models
from samspill.foundation import append_only
from samspill.foundation.search import full_text


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ("foundation", "0001_first"),
        ("foundation", "0002_same_meaning"),
        ("foundation", "0003_words_ready"),
        ("foundation", "0004_change_numbers"),
    ]

    dependencies = [
    ]

    operations = [
        samspill.foundation.tables_at_once.CreateTables(
            operations=[
                migrations.CreateModel(
                    name='JobLease',
                    fields=[
                        ('name', models.CharField(max_length=200, primary_key=True, serialize=False)),
                        ('due_at', models.DateTimeField()),
                        ('leased_until', models.DateTimeField(blank=True, null=True)),
                        ('holder', models.CharField(blank=True, help_text='The worker that holds the lease: the fence.', max_length=60)),
                        ('failures', models.PositiveIntegerField(default=0)),
                        ('last_error', models.TextField(blank=True)),
                        ('finished_at', models.DateTimeField(blank=True, null=True)),
                    ],
                ),
                migrations.CreateModel(
                    name='Municipality',
                    fields=[
                        ('number', models.CharField(max_length=6, primary_key=True, serialize=False)),
                        ('name', models.CharField(help_text='Official name, all languages, as the state writes it.', max_length=120)),
                        ('name_nb', models.CharField(max_length=80)),
                        ('name_se', models.CharField(blank=True, help_text='Sámi name, northern, Lule or southern.', max_length=80)),
                        ('sami_language', models.CharField(blank=True, help_text='se, smj or sma', max_length=3)),
                        ('name_fkv', models.CharField(blank=True, help_text='Kven name', max_length=80)),
                        ('county_number', models.CharField(max_length=2)),
                        ('county', models.CharField(max_length=80)),
                        ('opened_at', models.DateTimeField(blank=True, null=True)),
                        ('is_fictional', models.BooleanField(default=False, help_text='A demo town; pages say so.')),
                        ('contact_phone', models.CharField(blank=True, help_text='Shown on every page, E.164.', max_length=16)),
                        ('contact_hours', models.CharField(blank=True, max_length=80)),
                        ('contact_email', models.EmailField(blank=True, max_length=254)),
                        ('standard_language', models.CharField(default='nb', help_text='nb or nn', max_length=5)),
                    ],
                ),
                migrations.CreateModel(
                    name='Host',
                    fields=[
                        ('name', models.CharField(help_text='Lower case, without port.', max_length=253, primary_key=True, serialize=False)),
                        ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hosts', to='foundation.municipality')),
                    ],
                ),
                migrations.CreateModel(
                    name='ChangeNote',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('kind', models.CharField(help_text='activity, occurrence, organisation, need', max_length=20)),
                        ('subject_id', models.UUIDField()),
                        ('municipality', models.ForeignKey(db_constraint=False, db_index=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='foundation.municipality')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                    },
                ),
                migrations.CreateModel(
                    name='KeepingRun',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('rule', models.CharField(max_length=40)),
                        ('ran_at', models.DateTimeField()),
                        ('erased', models.PositiveIntegerField()),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [models.Index(fields=['municipality', 'ran_at'], name='keeping_run_by_time')],
                    },
                ),
                migrations.CreateModel(
                    name='KeepingPeriod',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('rule', models.CharField(max_length=40)),
                        ('days', models.PositiveIntegerField()),
                        ('set_at', models.DateTimeField()),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('rule'), name='keeping_period_once'), models.CheckConstraint(condition=models.Q(('days__gte', 1)), name='keeping_period_lasts')],
                    },
                ),
                migrations.CreateModel(
                    name='ChangeNumber',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('kind', models.CharField(max_length=20)),
                        ('subject_id', models.UUIDField()),
                        ('number', models.PositiveBigIntegerField()),
                        ('numbered_at', models.DateTimeField()),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [models.Index(fields=['municipality', 'kind', 'number'], name='change_by_kind')],
                        'constraints': [models.UniqueConstraint(fields=('municipality', 'kind', 'subject_id'), name='change_of_subject_once'), models.UniqueConstraint(fields=('municipality', 'number'), name='change_number_once')],
                    },
                ),
                migrations.CreateModel(
                    name='AuditEntry',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('at', models.DateTimeField()),
                        ('verb', models.CharField(help_text="What happened: the action's name, or 'looked'.", max_length=60)),
                        ('subject', models.CharField(help_text="What it happened to: 'volunteering.need:<id>'.", max_length=80)),
                        ('actor', models.CharField(help_text="Who: 'staff:<id>', 'person:<id>', 'system' or 'public'.", max_length=80)),
                        ('channel', models.CharField(help_text='web, sms, phone, email, letter, paper, system', max_length=12)),
                        ('facts', models.JSONField(default=dict, help_text='What changed, without free text or contact details.')),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [models.Index(fields=['municipality', 'subject', 'at'], name='audit_by_subject'), models.Index(fields=['municipality', 'actor', 'at'], name='audit_by_actor')],
                    },
                ),
                migrations.CreateModel(
                    name='Area',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=80)),
                        ('latitude', models.FloatField(blank=True, null=True)),
                        ('longitude', models.FloatField(blank=True, null=True)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('name'), name='area_name_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Allowance',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('key', models.CharField(max_length=120)),
                        ('tokens', models.FloatField()),
                        ('filled_at', models.DateTimeField()),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('key'), name='allowance_key_once')],
                    },
                ),
                migrations.CreateModel(
                    name='OneTimeLink',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('token_hash', models.CharField(max_length=64)),
                        ('purpose', models.CharField(help_text="What it opens: 'volunteering.offer', 'people.me' …", max_length=40)),
                        ('subject', models.CharField(help_text='The row it opens, by id.', max_length=80)),
                        ('made_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField()),
                        ('used_at', models.DateTimeField(blank=True, null=True)),
                        ('revoked_at', models.DateTimeField(blank=True, null=True)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('token_hash'), name='link_token_once')],
                    },
                ),
                migrations.CreateModel(
                    name='SameMeaning',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('words', models.CharField(help_text='Folded, in order, a space between them.', max_length=200)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('words'), name='same_meaning_once')],
                    },
                ),
                migrations.CreateModel(
                    name='SearchDocument',
                    fields=[
                        ('id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('kind', models.CharField(help_text="'activities.activity', 'organisations.organisation' …", max_length=40)),
                        ('subject_id', models.UUIDField()),
                        ('is_public', models.BooleanField(default=False)),
                        ('title_words', models.TextField(blank=True)),
                        ('words', models.TextField(blank=True)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('kind'), models.F('subject_id'), name='search_subject_once')],
                    },
                ),
                migrations.CreateModel(
                    name='SearchWord',
                    fields=[
                        ('id', models.BigAutoField(primary_key=True, serialize=False)),
                        ('kind', models.CharField(max_length=40)),
                        ('word', models.CharField(max_length=80)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [models.Index(fields=['municipality', 'kind', 'word'], name='search_word')],
                    },
                ),
            ],
        ),
        migrations.RunPython(full_text.create, full_text.drop),
        migrations.RunPython(append_only.hold, append_only.let_go),
        migrations.RunPython(full_text.make_ready, full_text.make_unready),
    ]
