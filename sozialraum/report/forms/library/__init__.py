"""What a page takes along from others, so that it needs no network."""
