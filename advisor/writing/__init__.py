"""Writing with a chat model: which model, what it is shown, what it replies, and how long it may take."""
