"""The database itself refuses to change a line of the trail."""

from django.db import migrations

from samspill.foundation import append_only


class Migration(migrations.Migration):
    dependencies = [("foundation", "0002_search_index")]

    operations = [migrations.RunPython(append_only.hold, append_only.let_go)]
