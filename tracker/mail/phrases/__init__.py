"""The phrases that give a sentence its meaning."""
