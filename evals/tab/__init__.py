"""The Evaluate tab of the page, for the team that runs evaluations; `app.py` puts it there when it is asked to."""
