"""What the design does when the application starts."""

from django.apps import AppConfig


class DesignConfig(AppConfig):
    """Lets every form refuse what no form may take."""

    name = "samspill.web.design"

    def ready(self) -> None:
        from samspill.web.design.without_national_ids import let_every_field_refuse

        let_every_field_refuse()
