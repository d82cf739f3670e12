"""SharePoint: sites, libraries, files, permissions and uploads."""
