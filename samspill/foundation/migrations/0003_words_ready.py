"""PostgreSQL keeps the words of the search index ready to be asked (`search.full_text.make_ready`)."""

from django.db import migrations

from samspill.foundation.search import full_text


class Migration(migrations.Migration):
    dependencies = [("foundation", "0002_same_meaning")]

    operations = [migrations.RunPython(full_text.make_ready, full_text.make_unready)]
