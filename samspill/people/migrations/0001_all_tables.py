import django.db.models.deletion
import samspill.foundation.codes
import samspill.foundation.folding
import samspill.foundation.keys
import samspill.foundation.tables_at_once
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ("people", "0001_first"),
        ("people", "0002_ways_in"),
        ("people", "0001_tables"),
        ("people", "0002_passkeys"),
    ]

    dependencies = [
        ('foundation', '0001_tables'),
    ]

    operations = [
        samspill.foundation.tables_at_once.CreateTables(
            operations=[
                migrations.CreateModel(
                    name='StaffMember',
                    fields=[
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=120)),
                        ('email', models.EmailField(max_length=254)),
                        ('phone', models.CharField(blank=True, max_length=16)),
                        ('language', models.CharField(default='nb', max_length=5)),
                        ('invited_at', models.DateTimeField()),
                        ('left_at', models.DateTimeField(blank=True, null=True)),
                        ('erased_at', models.DateTimeField(blank=True, help_text='How to reach her was erased; the name goes some years after she left.', null=True)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('email'), condition=models.Q(('email', ''), _negated=True), name='staff_email_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Person',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=120)),
                        ('search_name', samspill.foundation.folding.FoldedField(blank=True, default='', editable=False, max_length=160, of='name')),
                        ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True)),
                        ('gender', models.CharField(blank=True, help_text='f, m, x, or empty where not told', max_length=1)),
                        ('language', models.CharField(default='nb', help_text='The language messages are written in.', max_length=5)),
                        ('languages', samspill.foundation.codes.CodesField(blank=True, default=tuple, help_text='Languages spoken, ISO 639 codes.', max_length=400)),
                        ('preferred_channel', models.CharField(choices=[('sms', 'Sms'), ('email', 'Email'), ('phone', 'Phone'), ('letter', 'Letter')], default='sms', max_length=6)),
                        ('address', models.CharField(blank=True, max_length=200)),
                        ('postcode', models.CharField(blank=True, max_length=4)),
                        ('came_through', models.CharField(help_text='web, sms, phone, email, letter, paper, import', max_length=12)),
                        ('created_at', models.DateTimeField()),
                        ('erased_at', models.DateTimeField(blank=True, null=True)),
                        ('restricted_at', models.DateTimeField(blank=True, help_text='Since when nothing is done with what we have (GDPR, article 18).', null=True)),
                        ('restricted_reason', models.CharField(blank=True, choices=[('disputed', 'Disputed'), ('unlawful', 'Unlawful'), ('legal_claim', 'Legal Claim'), ('objection', 'Objection')], max_length=12)),
                        ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='foundation.area')),
                        ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='people.person')),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [models.Index(fields=['municipality', 'search_name'], name='person_by_name')],
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('restricted_at__isnull', True), ('restricted_reason', '')), models.Q(('restricted_at__isnull', False), models.Q(('restricted_reason', ''), _negated=True)), _connector='OR'), name='person_restricted_with_reason')],
                    },
                ),
                migrations.CreateModel(
                    name='NotTheSame',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('said_at', models.DateTimeField()),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                        ('said_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                        ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.person')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('first'), models.F('second'), name='not_the_same_once'), models.CheckConstraint(condition=models.Q(('first', models.F('second')), _negated=True), name='not_the_same_are_two')],
                    },
                ),
                migrations.CreateModel(
                    name='Hold',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('reason', models.CharField(max_length=200)),
                        ('held_at', models.DateTimeField()),
                        ('until_on', models.DateField()),
                        ('lifted_at', models.DateTimeField(blank=True, null=True)),
                        ('held_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='holds', to='people.person')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('person'), condition=models.Q(('lifted_at__isnull', True)), name='hold_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ContactPoint',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('kind', models.CharField(choices=[('phone', 'Phone'), ('email', 'Email'), ('post', 'Post')], max_length=5)),
                        ('value', models.CharField(help_text='E.164 for phones, lower case for e-mail.', max_length=254)),
                        ('label', models.CharField(blank=True, help_text="'work', 'husband's phone' …", max_length=40)),
                        ('is_preferred', models.BooleanField(default=False)),
                        ('added_at', models.DateTimeField()),
                        ('verified_at', models.DateTimeField(blank=True, null=True)),
                        ('unusable_at', models.DateTimeField(blank=True, help_text='Delivery failed for good.', null=True)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_points', to='people.person')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [models.Index(fields=['municipality', 'value'], name='contact_point_by_value')],
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('person'), models.F('kind'), models.F('value'), name='contact_point_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Consent',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('purpose', models.CharField(default='contact', max_length=20)),
                        ('source', models.CharField(help_text='sms, phone, paper, web, email, letter, import', max_length=12)),
                        ('words', models.CharField(blank=True, help_text='What was said or ticked.', max_length=200)),
                        ('given_at', models.DateTimeField()),
                        ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                        ('withdrawn_source', models.CharField(blank=True, max_length=12)),
                        ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='people.person')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('person'), models.F('purpose'), condition=models.Q(('withdrawn_at__isnull', True)), name='consent_once'), models.CheckConstraint(condition=models.Q(('withdrawn_at__isnull', True), models.Q(('withdrawn_source', ''), _negated=True), _connector='OR'), name='consent_withdrawn_has_source')],
                    },
                ),
                migrations.CreateModel(
                    name='Claim',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('kind', models.CharField(choices=[('correction', 'Correction'), ('erasure', 'Erasure')], max_length=10)),
                        ('words', models.TextField(blank=True, help_text='What she says is wrong.')),
                        ('asked_at', models.DateTimeField()),
                        ('channel', models.CharField(help_text='web, phone, sms, email, letter, paper', max_length=12)),
                        ('settled_at', models.DateTimeField(blank=True, null=True)),
                        ('outcome', models.CharField(blank=True, choices=[('done', 'Done'), ('refused', 'Refused')], max_length=8)),
                        ('answer', models.TextField(blank=True, help_text='Why not, where it was refused.')),
                        ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                        ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='people.person')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [models.Index(fields=['municipality', 'settled_at', 'asked_at'], name='claim_waiting')],
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('person'), models.F('kind'), condition=models.Q(('settled_at__isnull', True)), name='claim_once'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', ''), ('settled_at__isnull', True)), models.Q(('settled_at__isnull', False), models.Q(('outcome', ''), _negated=True)), _connector='OR'), name='claim_settled_with_outcome')],
                    },
                ),
                migrations.CreateModel(
                    name='Change',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('field', models.CharField(help_text='The name of the fact, or the kind of a contact point.', max_length=40)),
                        ('was', models.CharField(blank=True, max_length=300)),
                        ('became', models.CharField(blank=True, max_length=300)),
                        ('changed_at', models.DateTimeField()),
                        ('channel', models.CharField(max_length=12)),
                        ('changed_by', models.ForeignKey(blank=True, help_text='Empty where she did it herself, or the system did.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='people.person')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [models.Index(fields=['municipality', 'person', 'changed_at'], name='change_by_person')],
                    },
                ),
                migrations.CreateModel(
                    name='Presence',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('subject', models.CharField(help_text='What is open, as the trail names it.', max_length=80)),
                        ('seen_at', models.DateTimeField()),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                        ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('subject'), models.F('staff'), name='presence_once')],
                    },
                ),
                migrations.CreateModel(
                    name='SignInProvider',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(help_text='As people know it: ID-porten.', max_length=60)),
                        ('issuer', models.URLField(max_length=300)),
                        ('client_id', models.CharField(max_length=200)),
                        ('sealed_secret', models.CharField(help_text='Sealed; see foundation.sealing.', max_length=1000)),
                        ('added_at', models.DateTimeField()),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('issuer'), name='sign_in_provider_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Unit',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=120)),
                        ('sector', models.CharField(blank=True, max_length=80)),
                        ('phone', models.CharField(blank=True, max_length=16)),
                        ('hours', models.CharField(blank=True, max_length=80)),
                        ('email', models.EmailField(blank=True, max_length=254)),
                        ('receives_the_public', models.BooleanField(default=False, help_text='Requests and interest from the square land here when no unit is named.')),
                        ('closed_at', models.DateTimeField(blank=True, null=True)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('name'), name='unit_name_once')],
                    },
                ),
                migrations.CreateModel(
                    name='StandIn',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('from_on', models.DateField()),
                        ('until_on', models.DateField()),
                        ('words', models.CharField(blank=True, help_text='What the colleague should know.', max_length=300)),
                        ('made_at', models.DateTimeField()),
                        ('from_staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='handed_over', to=settings.AUTH_USER_MODEL)),
                        ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                        ('to_staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stands_in', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.unit')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [models.Index(fields=['municipality', 'until_on'], name='stand_in_by_end')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('from_staff', models.F('to_staff')), _negated=True), name='stand_in_is_somebody_else')],
                    },
                ),
                migrations.CreateModel(
                    name='UnitRole',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('role', models.CharField(choices=[('coordinator', 'Coordinator'), ('substitute', 'Substitute'), ('leader', 'Leader'), ('crisis', 'Crisis'), ('officer', 'Officer'), ('reader', 'Reader')], max_length=12)),
                        ('from_on', models.DateField()),
                        ('until_on', models.DateField(blank=True, null=True)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                        ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to=settings.AUTH_USER_MODEL)),
                        ('stand_in', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='roles', to='people.standin')),
                        ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roles', to='people.unit')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('staff'), models.F('unit'), models.F('role'), condition=models.Q(('until_on__isnull', True)), name='role_once')],
                    },
                ),
                migrations.CreateModel(
                    name='WayIn',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('subject', models.CharField(max_length=255)),
                        ('linked_at', models.DateTimeField()),
                        ('last_used_at', models.DateTimeField(blank=True, null=True)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ways_in', to='people.person')),
                        ('provider', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ways_in', to='people.signinprovider')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('provider'), models.F('subject'), name='way_in_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Passkey',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(blank=True, help_text='What she calls the phone or computer.', max_length=60)),
                        ('credential_id', models.CharField(help_text="The key's own id, base64url.", max_length=1364)),
                        ('public_key', models.TextField(help_text='The public half with its id, as the device told it; base64url.')),
                        ('counter', models.BigIntegerField(help_text='How often it had signed; 0 where it does not count.')),
                        ('added_at', models.DateTimeField()),
                        ('last_used_at', models.DateTimeField(blank=True, null=True)),
                        ('doubted_at', models.DateTimeField(blank=True, help_text='Its counter fell back, so there may be two of it: opens nothing.', null=True)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='passkeys', to='people.person')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('credential_id'), name='passkey_once')],
                    },
                ),
            ],
        ),
    ]
