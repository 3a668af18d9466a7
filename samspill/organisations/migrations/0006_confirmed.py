from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0005_campaigns'),
    ]

    operations = [
        migrations.AddField(
            model_name='organisation',
            name='confirmed_at',
            field=models.DateTimeField(blank=True, help_text='When the association last said that all of its page is right.', null=True),
        ),
    ]
