"""Pictures for the README: what people see on their phones, drawn from real dialogues.

`python -m tests.pictures` draws them anew into this folder (needs the DejaVu fonts).
"""
