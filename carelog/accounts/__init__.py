"""Who signs in: teams, users, staff roles, signed-in devices, invitations."""
