import django.db.models.deletion
import samspill.foundation.keys
import samspill.foundation.tables_at_once
from django.conf import settings
from django.db import migrations, models
from samspill.commitments.models.signatures import SIGNATURE_STANDS
from samspill.commitments.models.texts import PUBLISHED_STANDS


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ("commitments", "0001_first"),
    ]

    dependencies = [
        ('foundation', '0001_tables'),
        ('people', '0001_all_tables'),
        ('people', '__first__'),
    ]

    operations = [
        samspill.foundation.tables_at_once.CreateTables(
            operations=[
                migrations.CreateModel(
                    name='AgreementText',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('kind', models.CharField(help_text='rules.texts.KINDS', max_length=20)),
                        ('language', models.CharField(help_text='nb, nn or en', max_length=2)),
                        ('version', models.PositiveSmallIntegerField()),
                        ('title', models.CharField(max_length=120)),
                        ('body', models.TextField(help_text='Plain text; an empty line parts paragraphs.')),
                        ('valid_years', models.PositiveSmallIntegerField(blank=True, help_text='How long a signature counts; empty: for good.', null=True)),
                        ('asks_anew', models.BooleanField(default=False, help_text='Those who signed an earlier version must sign this one.')),
                        ('made_at', models.DateTimeField()),
                        ('changed_at', models.DateTimeField(blank=True, null=True)),
                        ('published_at', models.DateTimeField(blank=True, null=True)),
                        ('replaced_at', models.DateTimeField(blank=True, null=True)),
                        ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                        ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('kind'), models.F('language'), models.F('version'), name='text_version_once'), models.UniqueConstraint(models.F('municipality'), models.F('kind'), models.F('language'), condition=models.Q(('published_at__isnull', True)), name='text_one_draft'), models.UniqueConstraint(models.F('municipality'), models.F('kind'), models.F('language'), condition=models.Q(('published_at__isnull', False), ('replaced_at__isnull', True)), name='text_one_that_counts'), models.CheckConstraint(condition=models.Q(('replaced_at__isnull', True), ('published_at__isnull', False), _connector='OR'), name='text_replaced_was_published'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'confidentiality'), _negated=True), ('valid_years__isnull', True), _connector='OR'), name='confidentiality_never_runs_out'), models.CheckConstraint(condition=models.Q(('valid_years__isnull', True), models.Q(('valid_years__gte', 1), ('valid_years__lte', 10)), _connector='OR'), name='text_valid_years_in_bounds')],
                    },
                ),
                migrations.CreateModel(
                    name='Signature',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('kind', models.CharField(help_text="The text's own, so that one version is signed once.", max_length=20)),
                        ('version', models.PositiveSmallIntegerField(help_text="The text's own.")),
                        ('signed_name', models.CharField(help_text='As she wrote it.', max_length=120)),
                        ('signed_at', models.DateTimeField(help_text='On paper only the day is known: noon.')),
                        ('channel', models.CharField(help_text='web (by a link), sms (by a code), paper', max_length=12)),
                        ('digest', models.CharField(help_text='The fingerprint of the text as she read it.', max_length=64)),
                        ('entered_at', models.DateTimeField()),
                        ('renewed_at', models.DateTimeField(blank=True, help_text='She signed the same version once more when this one ran out.', null=True)),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('withdrawn_reason', models.CharField(blank=True, max_length=200)),
                        ('entered_by', models.ForeignKey(blank=True, help_text='Who saw the paper.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='people.person')),
                        ('text', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='commitments.agreementtext')),
                        ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [models.Index(fields=['municipality', 'kind', 'person'], name='signature_by_kind')],
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('person'), models.F('kind'), models.F('version'), condition=models.Q(('renewed_at__isnull', True), ('withdrawn_at__isnull', True)), name='signed_once'), models.CheckConstraint(condition=models.Q(models.Q(('channel', 'paper'), _negated=True), ('signed_at__lte', models.F('entered_at')), _connector='OR'), name='paper_signed_before_entered')],
                    },
                ),
                migrations.CreateModel(
                    name='SigningRequest',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('kind', models.CharField(max_length=20)),
                        ('version', models.PositiveSmallIntegerField()),
                        ('code', models.PositiveIntegerField(help_text='What she signs with by SMS: SIGN 4711.')),
                        ('channel', models.CharField(help_text='sms, email, phone or letter', max_length=12)),
                        ('address', models.CharField(blank=True, max_length=254)),
                        ('asked_at', models.DateTimeField(help_text='When we last asked.')),
                        ('read_out_at', models.DateTimeField(blank=True, help_text='The text was read to her on the phone.', null=True)),
                        ('answered_at', models.DateTimeField(blank=True, null=True)),
                        ('lapsed_at', models.DateTimeField(blank=True, help_text='No longer wanted, or there is a newer version.', null=True)),
                        ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signing_requests', to='people.person')),
                        ('read_out_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [models.Index(fields=['municipality', 'person', 'kind'], name='signing_by_person')],
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('code'), name='signing_code_once'), models.UniqueConstraint(models.F('municipality'), models.F('person'), models.F('kind'), condition=models.Q(('answered_at__isnull', True), ('lapsed_at__isnull', True)), name='signing_asked_once')],
                    },
                ),
            ],
        ),
        migrations.RunPython(PUBLISHED_STANDS.hold, PUBLISHED_STANDS.let_go),
        migrations.RunPython(SIGNATURE_STANDS.hold, SIGNATURE_STANDS.let_go),
    ]
