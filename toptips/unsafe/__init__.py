"""Opens what came from outside, within bounds: zips, XML and the sheets of workbooks."""
