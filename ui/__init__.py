"""How people and programs reach the domain: pages, REST. No rules, no SQL."""
