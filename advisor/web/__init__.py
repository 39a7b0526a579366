"""The web app: answers as HTML, and thin Gradio callbacks over the advisor. The only place with HTML."""
