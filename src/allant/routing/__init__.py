"""Networks of streets and timetables: built from open data, opened once, asked how long trips last.

Data flows one way: `building` makes a network of files → `network` opens it → an engine (`cafein_engine`,
`crow_fly`) answers the one question of `engine.Engine` → `reach` turns times into matrices, counts within reach and
isochrones → `study` asks for counts all over a territory.
"""
