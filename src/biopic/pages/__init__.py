"""What people see: pages as bytes of HTML, made from anything that answers SPARQL. It knows no HTTP and opens no socket.

`address` knows where each page is, `render` makes it. Between the two, one module a kind of page asks the graph (queries in
`queries/pages/`) and returns a view: plain values that a template shows. Nothing here writes a file.
"""
