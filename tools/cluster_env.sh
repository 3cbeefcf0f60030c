# The environment of Ray on every node of a cluster; sourced by cluster.yaml in the project's root.
. .venv/bin/activate
eval "$(shoal env)"
