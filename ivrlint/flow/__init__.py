"""What a phone menu is: text -> positioned tree -> Flow -> graph."""
