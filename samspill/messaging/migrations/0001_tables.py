import django.db.models.deletion
import samspill.foundation.keys
import samspill.foundation.tables_at_once
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    replaces = [
        ("messaging", "0001_first"),
        ("messaging", "0002_letters_with_a_page"),
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
                    name='MessageTemplate',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('name', models.CharField(max_length=80)),
                        ('purpose', models.CharField(help_text='rules.templates.PURPOSES', max_length=12)),
                        ('made_at', models.DateTimeField()),
                        ('changed_at', models.DateTimeField(blank=True, null=True)),
                        ('removed_at', models.DateTimeField(blank=True, null=True)),
                        ('changed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                        ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='message_templates', to='people.unit')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('unit'), models.F('name'), condition=models.Q(('removed_at__isnull', True)), name='template_name_once'), models.UniqueConstraint(models.F('municipality'), models.F('name'), condition=models.Q(('removed_at__isnull', True), ('unit__isnull', True)), name='template_name_once_for_all')],
                    },
                ),
                migrations.CreateModel(
                    name='MessagingPolicy',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('sms_gateway', models.CharField(default='simulator', max_length=20)),
                        ('sender', models.CharField(blank=True, help_text='The number people answer to.', max_length=20)),
                        ('email_from', models.CharField(blank=True, max_length=254)),
                        ('quiet_from', models.TimeField(default='21:00')),
                        ('quiet_until', models.TimeField(default='08:00')),
                        ('price_ore', models.PositiveIntegerField(default=40, help_text='Price of one SMS segment, in øre.')),
                        ('daily_budget_ore', models.PositiveIntegerField(default=50000, help_text='0: no limit.')),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), name='messaging_policy_once')],
                    },
                ),
                migrations.CreateModel(
                    name='OptOut',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('channel', models.CharField(choices=[('sms', 'Sms'), ('email', 'Email'), ('phone', 'Phone'), ('letter', 'Letter')], max_length=6)),
                        ('address', models.CharField(max_length=254)),
                        ('stopped_at', models.DateTimeField()),
                        ('source', models.CharField(help_text='sms, phone, email, web, paper', max_length=12)),
                        ('resumed_at', models.DateTimeField(blank=True, null=True)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('channel'), models.F('address'), condition=models.Q(('resumed_at__isnull', True)), name='opt_out_once')],
                    },
                ),
                migrations.CreateModel(
                    name='OutboundMessage',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('key', models.CharField(help_text='What makes it the same message: sent once for each key.', max_length=120)),
                        ('channel', models.CharField(choices=[('sms', 'Sms'), ('email', 'Email'), ('phone', 'Phone'), ('letter', 'Letter')], max_length=6)),
                        ('address', models.CharField(max_length=254)),
                        ('subject', models.CharField(blank=True, max_length=200)),
                        ('body', models.TextField()),
                        ('page', models.TextField(blank=True, help_text='The same as HTML, for an e-mail that should look good.')),
                        ('leave_at', models.URLField(blank=True, help_text='Where one press ends letters of this kind (RFC 8058).', max_length=300)),
                        ('about', models.CharField(blank=True, help_text="What it tells of: 'volunteering.offer:<id>'.", max_length=80)),
                        ('segments', models.PositiveSmallIntegerField(default=1)),
                        ('cost_ore', models.PositiveIntegerField(default=0, help_text='Expected cost, in øre.')),
                        ('queued_at', models.DateTimeField()),
                        ('not_before_at', models.DateTimeField(help_text='Quiet hours and waiting after a passing failure.')),
                        ('expires_at', models.DateTimeField(blank=True, help_text='Pointless after this moment.', null=True)),
                        ('claimed_at', models.DateTimeField(blank=True, null=True)),
                        ('claimed_by', models.CharField(blank=True, max_length=60)),
                        ('attempts', models.PositiveSmallIntegerField(default=0)),
                        ('gateway', models.CharField(blank=True, max_length=20)),
                        ('provider_id', models.CharField(blank=True, max_length=120)),
                        ('sent_at', models.DateTimeField(blank=True, null=True)),
                        ('delivered_at', models.DateTimeField(blank=True, null=True)),
                        ('failed_at', models.DateTimeField(blank=True, null=True)),
                        ('failure', models.CharField(blank=True, max_length=200)),
                        ('unknown_at', models.DateTimeField(blank=True, null=True)),
                        ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                        ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='messages', to='people.person')),
                        ('sent_by', models.ForeignKey(blank=True, help_text='Who posted the letter, or said it on the phone.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('unit', models.ForeignKey(blank=True, help_text="Who writes, where it matters: a letter carries the unit's name and phone.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.unit')),
                        ('written_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [models.Index(condition=models.Q(('cancelled_at__isnull', True), ('claimed_at__isnull', True), ('failed_at__isnull', True)), fields=['municipality', 'not_before_at'], name='outbound_waiting'), models.Index(condition=models.Q(('cancelled_at__isnull', True), ('claimed_at__isnull', False), ('failed_at__isnull', True), ('sent_at__isnull', True)), fields=['municipality', 'claimed_at'], name='outbound_without_end'), models.Index(condition=models.Q(('cancelled_at__isnull', True), ('failed_at__isnull', True), ('sent_at__isnull', True), ('unknown_at__isnull', True)), fields=['municipality', 'address', 'queued_at'], name='outbound_in_line'), models.Index(fields=['municipality', 'channel', 'queued_at'], name='outbound_by_day'), models.Index(fields=['municipality', 'person', 'queued_at'], name='outbound_by_person'), models.Index(fields=['municipality', 'address', 'queued_at'], name='outbound_by_address'), models.Index(fields=['gateway', 'provider_id'], name='outbound_by_provider_id'), models.Index(fields=['municipality', 'about'], name='outbound_by_about')],
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('key'), name='outbound_key_once'), models.CheckConstraint(condition=models.Q(('delivered_at__isnull', True), ('sent_at__isnull', False), ('unknown_at__isnull', False), _connector='OR'), name='outbound_delivered_was_sent'), models.CheckConstraint(condition=models.Q(('cancelled_at__isnull', True), ('sent_at__isnull', True), _connector='OR'), name='outbound_not_sent_and_cancelled'), models.CheckConstraint(condition=models.Q(('sent_by__isnull', True), models.Q(('channel__in', ('letter', 'phone')), ('sent_at__isnull', False)), _connector='OR'), name='outbound_by_hand_has_moment')],
                    },
                ),
                migrations.CreateModel(
                    name='InboundMessage',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('gateway', models.CharField(max_length=20)),
                        ('provider_id', models.CharField(max_length=120)),
                        ('channel', models.CharField(choices=[('sms', 'Sms'), ('email', 'Email'), ('phone', 'Phone'), ('letter', 'Letter')], max_length=6)),
                        ('sender', models.CharField(max_length=254)),
                        ('recipient', models.CharField(blank=True, max_length=254)),
                        ('subject', models.CharField(blank=True, max_length=200)),
                        ('body', models.TextField(blank=True)),
                        ('raw', models.TextField(blank=True, help_text='As the gateway gave it.')),
                        ('received_at', models.DateTimeField()),
                        ('handled_at', models.DateTimeField(blank=True, help_text='Understood by the system.', null=True)),
                        ('outcome', models.CharField(blank=True, help_text='yes, no, withdrew, stopped, unclear …', max_length=40)),
                        ('about', models.CharField(blank=True, max_length=80)),
                        ('waits_since_at', models.DateTimeField(blank=True, help_text='Not understood: waits for a person.', null=True)),
                        ('settled_at', models.DateTimeField(blank=True, help_text='A person dealt with it.', null=True)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                        ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replies', to='people.person')),
                        ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('answers', models.ForeignKey(blank=True, help_text='The letter of ours that an e-mail is a reply to, where it came from whom it was sent to.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='answered_by', to='messaging.outboundmessage')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [models.Index(fields=['municipality', 'sender', 'received_at'], name='inbound_by_sender'), models.Index(fields=['municipality', 'waits_since_at'], name='inbound_waiting'), models.Index(condition=models.Q(('handled_at__isnull', True), ('waits_since_at__isnull', True)), fields=['municipality', 'received_at'], name='inbound_not_understood')],
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('gateway'), models.F('provider_id'), name='inbound_once'), models.CheckConstraint(condition=models.Q(('settled_at__isnull', True), ('settled_by__isnull', False), _connector='OR'), name='inbound_settled_by_somebody')],
                    },
                ),
                migrations.CreateModel(
                    name='PhoneNote',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('at', models.DateTimeField()),
                        ('text', models.TextField()),
                        ('about', models.CharField(blank=True, max_length=80)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='phone_notes', to='people.person')),
                        ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                    },
                ),
                migrations.CreateModel(
                    name='TemplateText',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('language', models.CharField(max_length=5)),
                        ('subject', models.CharField(blank=True, max_length=200)),
                        ('body', models.TextField()),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                        ('template', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='messaging.messagetemplate')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('template'), models.F('language'), name='template_text_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ThreadDraft',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('channel', models.CharField(choices=[('sms', 'Sms'), ('email', 'Email'), ('phone', 'Phone'), ('letter', 'Letter')], max_length=6)),
                        ('subject', models.CharField(blank=True, max_length=200)),
                        ('body', models.TextField()),
                        ('begun_at', models.DateTimeField()),
                        ('saved_at', models.DateTimeField()),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='people.person')),
                        ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'indexes': [models.Index(fields=['municipality', 'person'], name='draft_by_person')],
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('staff'), models.F('person'), name='draft_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ThreadReading',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('until_at', models.DateTimeField()),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='readings', to='people.person')),
                        ('staff', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('staff'), models.F('person'), name='reading_once')],
                    },
                ),
                migrations.CreateModel(
                    name='DeliveryReport',
                    fields=[
                        ('id', models.UUIDField(default=samspill.foundation.keys.new_key, editable=False, primary_key=True, serialize=False)),
                        ('gateway', models.CharField(max_length=20)),
                        ('provider_id', models.CharField(max_length=120)),
                        ('status', models.CharField(help_text='delivered, failed, accepted', max_length=20)),
                        ('detail', models.CharField(blank=True, max_length=200)),
                        ('received_at', models.DateTimeField()),
                        ('applied_at', models.DateTimeField(blank=True, null=True)),
                        ('municipality', models.ForeignKey(db_index=False, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='foundation.municipality')),
                    ],
                    options={
                        'abstract': False,
                        'base_manager_name': 'objects',
                        'default_manager_name': 'objects',
                        'constraints': [models.UniqueConstraint(models.F('municipality'), models.F('gateway'), models.F('provider_id'), models.F('status'), name='delivery_report_once')],
                    },
                ),
            ],
        ),
    ]
