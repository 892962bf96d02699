"""What can go wrong with a document, each error naming the file, the reason and the remedy."""


class RiskplanError(Exception):
    """Something a user can mend. Its text is what the user reads."""


class BadSource(RiskplanError):
    """A source.yml says too little, too much, or something that cannot be."""


class UnreadableFile(RiskplanError):
    """A file that cannot be turned into text: empty, damaged, encrypted, without a text layer."""


class UnknownFamily(RiskplanError):
    """A readable file that is not a document of the family it was given to."""


class MissingSection(RiskplanError):
    """A document of a known family without a section that its family cannot do without."""


class ReaderFailed(RiskplanError):
    """A file on which riskplan itself failed, or whose process was ended from outside."""


class NotAdded(RiskplanError):
    """A file that could not be made a source: the files that could were."""


class BadVocabulary(RiskplanError):
    """A dictionary or family file of the project itself with a wrong key or value."""


class BuildFailed(RiskplanError):
    """One or more documents could not be read, so the database was left as it was."""


class NotADatabase(RiskplanError):
    """A database file that is missing, or that riskplan did not build."""


class BadGold(RiskplanError):
    """A gold file that is none, or about a document that the database does not have."""


class AddressTaken(RiskplanError):
    """The address that the site was to listen on is in use or not this machine's."""


class BadQueries(RiskplanError):
    """A file of search queries that is not one."""


class BadFacts(RiskplanError):
    """A file of facts of a request cannot be read, or says what is not asked."""
