"""biopic: how does a film differ from the life it is based on, and who says so?"""

__version__ = "0.1.0"
