# recruitment
