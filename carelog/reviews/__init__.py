"""What people say about a month, agree, and do: from a month of records to something that changes."""
