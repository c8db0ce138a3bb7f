"""What is wrong with a phone menu: rules, the study they look things up in, the engine that runs them."""
