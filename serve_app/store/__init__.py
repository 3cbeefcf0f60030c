"""What outlives a process: responses, their items, and the events of those that run on their own.

database.py opens it, SQLite or PostgreSQL, at an address (address.py), and brings it up to date;
tables.py says what is in it; responses.py is all that asks it anything, and gives records.py.
"""
