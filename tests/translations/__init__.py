"""The translations of everything that the product says: what there is to say, and the files that translators edit."""
