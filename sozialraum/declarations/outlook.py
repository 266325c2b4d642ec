"""What ``outlook.yaml`` may say: the population to come, by age."""

from pydantic import Field, model_validator

from sozialraum.declarations.declaration import Declaration, Identifier
from sozialraum.declarations.series import NO_LIMIT, class_limits
from sozialraum.declarations.term import Term


class Outlook(Declaration):
    """The whole of ``outlook.yaml``."""

    years: list[int] = Field(min_length=1)
    """The years ahead that are told."""
    base_year: int
    """The newest year of today's population that is shifted."""
    by: Identifier
    """The dimension of the classes."""
    classes: list[str] = Field(min_length=2)
    """The classes of age in which areas are known today."""
    today: Term
    """The population of areas by these classes."""
    city: Term
    """The city's forecast, by any ages that make the classes up."""
    areas: Term
    """The forecast of the areas of `level`, all ages together."""
    level: Identifier
    """The level of areas for which a forecast is published."""

    @model_validator(mode="after")
    def _ahead(self) -> "Outlook":
        if past := [year for year in self.years if year <= self.base_year]:
            raise ValueError(f"`years` lie after `base_year` {self.base_year}, found {past}")
        if wrong := [one for one in self.classes if class_limits(one) is None]:
            raise ValueError(f"`classes` are written as 0-2, 17 or 85_plus, found {wrong}")
        return self

    def terms(self) -> list[tuple[str, Term]]:
        """Role -> what is added up for it."""
        classes = [
            (f"{role}:{one}", term.narrowed(self.by, one))
            for role, term in (("today", self.today), ("city", self.city))
            for one in self.classes
        ]
        return [("areas", self.areas), *classes]

    def classes_of(self, target: Term) -> list[str]:
        """The classes that make a target population up; none where it is not told by age alone,
        or its ages cut a class."""
        wanted = target.wanted()
        if set(wanted) - {self.by}:
            return []
        limits = [class_limits(one) for one in wanted.get(self.by, ["0_plus"])]
        known = [one for one in limits if one is not None]
        if len(known) < len(limits):
            return []
        taken = []
        for one in self.classes:
            own = class_limits(one)
            assert own is not None
            low, high = own
            if any(first <= low and high <= last for first, last in known):
                taken.append((low, high, one))
        # what is taken has to make up the whole, year for year
        years = sum(high - low + 1 for low, high, _ in taken)
        asked = sum(last - first + 1 for first, last in known)
        return [one for _, _, one in taken] if years == asked else []


def group_name(classes: list[str]) -> str:
    """How a group of classes that follow each other is called: ``0-9``, ``65_plus``, ``all``."""
    limits = [found for one in classes if (found := class_limits(one))]
    low, high = min(limits)[0], max(high for _, high in limits)
    if high == NO_LIMIT:
        return "all" if low == 0 else f"{low}_plus"
    return f"{low}-{high}"
