"""Everything that a worker needs, loaded once: the process that workers are forked from imports this module before the first.

It opens no store and starts no thread, for neither survives a fork.
"""

from biopic.ontology import load_vocabulary
from biopic.pages.render import environment
from biopic.pages.words import load_words
from biopic.questions import load_questions
from biopic.serving import worker

load_vocabulary()
load_questions()
load_words()
for name in environment().list_templates():
    environment().get_template(name)

run = worker.run
