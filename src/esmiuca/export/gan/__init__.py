"""The generator and the discriminator → artifacts/gan/."""
