import django.db.models.deletion
from django.db import migrations, models


def let_pictures_stand_alone(apps, _editor):
    """Whose a picture is, the picture says."""
    apps.get_model("activities", "ReaderReport").objects.filter(picture__isnull=False).update(organisation=None)


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0003_picked_from_the_line'),
        ('organisations', '0001_all_tables'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='readerreport',
            name='report_is_about_one_thing',
        ),
        migrations.RemoveConstraint(
            model_name='readerreport',
            name='report_of_a_picture_has_its_association',
        ),
        migrations.RunPython(let_pictures_stand_alone, migrations.RunPython.noop),
        migrations.AddField(
            model_name='readerreport',
            name='why',
            field=models.CharField(blank=True, help_text='Why it was hidden, for colleagues.', max_length=300),
        ),
        migrations.AddField(
            model_name='readerreport',
            name='story',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='organisations.story'),
        ),
        migrations.AlterField(
            model_name='readerreport',
            name='picture',
            field=models.ForeignKey(blank=True, help_text="One picture, on an association's page or in a story.", null=True, on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='organisations.picture'),
        ),
        migrations.AddConstraint(
            model_name='readerreport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('activity__isnull', False), ('organisation__isnull', True), ('picture__isnull', True), ('story__isnull', True)), models.Q(('activity__isnull', True), ('organisation__isnull', False), ('picture__isnull', True), ('story__isnull', True)), models.Q(('activity__isnull', True), ('organisation__isnull', True), ('picture__isnull', False), ('story__isnull', True)), models.Q(('activity__isnull', True), ('organisation__isnull', True), ('picture__isnull', True), ('story__isnull', False)), _connector='OR'), name='report_is_about_one_thing'),
        ),
    ]
