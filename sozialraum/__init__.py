"""The Sozialraum monitor: needs and coverage of social services by planning area."""

import os

# Matrices are small here: threads that share one of 100 by 100 wait for each other, ten times as
# long as one alone computes where others work on the machine, and the last digits would depend on
# how many there are. It is read when numpy is loaded, which nothing has done before.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
