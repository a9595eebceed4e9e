-- a number as error value
error(42)
