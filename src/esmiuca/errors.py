"""The errors of Esmiúça, one small tree:

EsmiucaError                 anything that this package reports to a person
├── InputError               what was given can't be used (the command line ends with exit code 2)
│   ├── ImageError           a picture can't be read or is not a picture
│   │   ├── ImageFormatError     not in a format that is accepted here
│   │   └── ImageTooLargeError   more pixels than are accepted here
│   ├── DataError            a data set is missing, truncated or foreign
│   ├── ManifestError        manifest.json, or a file that it names, is missing or wrong
│   ├── CheckpointError      a training checkpoint can't be used
│   └── RunError             a run can't be trained here and now
│       ├── RunNotFoundError     there is none of that name
│       └── BusyError            another one is training
├── OutputError              what is printed, or a file, can't be written for want of space and the like
└── MissingExtraError        an optional dependency is not installed; the sentence holds the command

Every sentence says the name, the value, the rule and the remedy.
"""

from __future__ import annotations

from esmiuca.installed import install_command


class EsmiucaError(Exception):
    """Base of every error that this package raises on purpose."""


class InputError(EsmiucaError):
    """What was given can't be used; the sentence says how to give something else."""


class ImageError(InputError):
    """A picture can't be read, or an array is not a picture."""


class ImageFormatError(ImageError):
    """The bytes are not a picture in one of the accepted formats."""


class ImageTooLargeError(ImageError):
    """The picture has more pixels than the limit; nothing of it was decoded."""


class DataError(InputError):
    """A data set is missing, truncated, swapped or foreign."""


class ManifestError(InputError):
    """The manifest, or a file that it names, is missing, damaged or of another version."""


class CheckpointError(InputError):
    """A training checkpoint is missing, damaged or of another configuration."""


class RunError(InputError):
    """A training run can't be started, or gone on with."""


class RunNotFoundError(RunError):
    """There is no run of that name."""


class BusyError(RunError):
    """Another run is training; one trains at a time."""


class OutputError(EsmiucaError):
    """What was to be written can't be, through no fault of what was given."""


class MissingExtraError(EsmiucaError):
    """`what` needs the `module` of an optional `extra` that is not installed."""

    def __init__(self, what: str, extra: str, module: str) -> None:
        remedy = install_command(extra)
        super().__init__(f"{what} needs {module}, which is not installed; install it with: {remedy}")
        self.what = what
        self.extra = extra
        self.module = module

    def __reduce__(self) -> tuple[type[MissingExtraError], tuple[str, str, str]]:
        """As it was made: a pool of processes sends it back."""
        return type(self), (self.what, self.extra, self.module)
