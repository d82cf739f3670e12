"""From a programme and a start year to dated meetings and deadlines. Pure."""
