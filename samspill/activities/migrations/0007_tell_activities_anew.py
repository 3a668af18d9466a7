from django.db import migrations


def note_all(apps, schema_editor):
    """What is told of activities is another thing from now on (0051): whoever follows them hears of each again."""
    using = schema_editor.connection.alias
    ChangeNumber = apps.get_model('foundation', 'ChangeNumber')
    ChangeNote = apps.get_model('foundation', 'ChangeNote')
    told = ChangeNumber._base_manager.using(using).filter(kind__in=('activity', 'occurrence'))
    notes = (
        ChangeNote(municipality_id=number.municipality_id, kind=number.kind, subject_id=number.subject_id)
        for number in told.iterator(2000)
    )
    ChangeNote._base_manager.using(using).bulk_create(notes, 500)


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0006_a_part_of_town_is_removed'),
        ('foundation', '0001_tables'),
    ]

    operations = [
        migrations.RunPython(note_all, migrations.RunPython.noop, elidable=True),
    ]
