"""The model side: what runs in a model's replica. It never imports `serve_app`."""
