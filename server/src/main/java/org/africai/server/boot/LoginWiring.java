package org.africai.server.boot;

import jakarta.servlet.Filter;
import java.time.Clock;
import org.africai.server.accounts.Authentication;
import org.africai.server.accounts.Logins;
import org.africai.server.login.LoginCookies;
import org.africai.server.login.LoginDesk;
import org.africai.server.login.LoginFilter;
import org.africai.server.login.PathFirewall;
import org.africai.server.site.SiteSettings;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/// The door that every request comes through: first the firewall for addresses, then the login.
@Configuration(proxyBeanMethods = false)
class LoginWiring {
    @Bean
    LoginCookies loginCookies(Logins logins, Clock clock) {
        return new LoginCookies(logins, clock);
    }

    @Bean
    LoginDesk loginDesk(Authentication authentication, Logins logins, LoginCookies cookies) {
        return new LoginDesk(authentication, logins, cookies);
    }

    @Bean
    FilterRegistrationBean<Filter> firewall() {
        return registration(new PathFirewall(), Ordered.HIGHEST_PRECEDENCE);
    }

    @Bean
    FilterRegistrationBean<Filter> loginFilter(
            Authentication authentication,
            Logins logins,
            LoginCookies cookies,
            SiteSettings settings) {
        return registration(
                new LoginFilter(authentication, logins, cookies, settings),
                Ordered.HIGHEST_PRECEDENCE + 1);
    }

    private static FilterRegistrationBean<Filter> registration(Filter filter, int order) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        registration.setName(filter.getClass().getSimpleName());
        return registration;
    }
}
