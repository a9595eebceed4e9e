print(#arg, ...) for i=-5,#arg do if arg[i] and i>=0 then print(i,arg[i]) end end
