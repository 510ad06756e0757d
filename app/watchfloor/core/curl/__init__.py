"""cURL commands and addresses, read and written."""
