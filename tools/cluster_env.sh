# The environment of Ray on every node of a cluster; sourced in the project's root.
# ~/.config/shoal/cluster.env, where there is one, adds what is this cluster's own: lines like
# SHOAL_API_KEYS=…, SHOAL_DATABASE_URL=…, SHOAL_MODELS_DIR=… (docs/cluster.md).
. .venv/bin/activate
eval "$(shoal env)"
if [ -f ~/.config/shoal/cluster.env ]; then
    set -a
    . ~/.config/shoal/cluster.env
    set +a
fi
