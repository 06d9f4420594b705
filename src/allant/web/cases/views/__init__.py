"""The pages of the people who help: files, bilans, pathway, lists, figures."""
