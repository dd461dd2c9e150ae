"""The static site: the same pages as the server's, as files that any web host can carry.

In goes a store; out comes a folder. `pages` writes the pages and machine forms, on as many processors as there are;
`files` what stands beside them; `exchange` puts the new folder in the place of the old one at once; `site` joins the three.
"""
