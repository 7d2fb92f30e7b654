"""What `make bench` measures, each beside the bar it is held to. Sizes are absolute, speeds are ratios within one run."""
