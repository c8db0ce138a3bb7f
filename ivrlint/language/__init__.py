"""What words mean and how long they take to say: one folder of plain word lists a language."""
