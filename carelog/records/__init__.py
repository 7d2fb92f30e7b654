"""What happened: marks, and the one state that several records of a chance come to."""
