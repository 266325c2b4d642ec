"""What is published: immutable versions, how they are named, and which is current."""
