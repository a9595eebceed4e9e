-- the value returned by the main chunk does not matter
print("returning")
return 5, "ignored"
