"""What `make bench` measures, each beside its bar. Sizes are absolute, speeds are ratios within one run."""
